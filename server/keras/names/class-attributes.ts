/**
 * Attributes that layers, models, optimizers and symbolic tensors of Keras 3 may have, as any release has them, but for
 * those that begin with an underscore.
 * Made by scripts/keras-names/collect.py: do not edit.
 */
export const CLASS_ATTRIBUTES = `
AnyLayer: 0activation 5ity_regularizer 1dd_loss 4metric 5odule 4variable 4weight 1pply 1utocast 0bfloat16
1uffers 2ild 5_from_config 4t 0call 4_signature_parameters 6uper_init 1hildren 1ompile 4ute_dtype 8mask
8output_shape gpec 2unt_params 1pu 1uda 0double 1type 5_policy 1ump_patches 0eval 1xtra_repr 0float 1orward
1rom_config 0get_buffer 6ild_config 4config 4extra_state 4parameter 4submodule 4weights 0half 0input 5_dtype
6spec 1pu 0load_own_variables 5state_dict 2sses 0metrics 7_variables 1odules 1tia 0name 4d_buffers 6children
6modules 6parameters 1on_trainable_variables eweights 0output 0parameters 2th 1redict_function
0quantization_mode 7e 8d_build acall 0register_backward_hook auffer 9forward_hook hpre_hook aull_backward_hook
npre_hook 9load_state_dict_post_hook qre_hook 9module 9parameter 9state_dict_post_hook lre_hook
2materialized_call 2quires_grad_ 0save_own_variables 1et_extra_state 4submodule 4weights 1hare_memory 1tate_dict
5less_call 1upports_jit 9masking 1ymbolic_call 0test_function 1o 2_empty 2rch_params 1rain 5_function 5able
9_variables aweights 5ing 1ype 0variable_dtype 8s 0weights 0xpu 0zero_grad
Layer: 0QUANTIZATION_MODE_ERROR_TEMPLATE 0adapt 5_mean 6variance 2dition_factor 1ll_ops 2pha 5_constraint
6initializer 6regularizer 1ntialias 1rguments 1ttention_axes 1uto_contrast 1wq_scales 4unpacked_column_size 1xes
2is 0backend 4ward_layer 2tch_shape 1eta 4_constraint 5initializer 5regularizer 1ias 4_axes 5constraint
5initializer 5regularizer 2n_boundaries 3s 1ounding_box_format 1rightness_factor 0call_endpoint d_fn 5fn
7_arguments 8has_params cstate 5training_endpoint m_fn 1ell 4s 2nter 1hain_depth 3nnel_axis 1lip_limit 2one
1oncat 6_score_weight 3trast_factor 3vert_weight 4olution_op 2unt 1rop_to_aspect_ratio 4ping 3ss 5ers 6s
7_by_name 5ing_dim 0data_format 1epth_multiplier 5wise_constraint ainitializer akernel aregularizer
1ilation_rate 2ms 1ropout 7_mask_count 0embeddings a_constraint binitializer bregularizer bscale bzero
1nable_lora 2coded_features 5ing 1psilon 1qualization 4tion 1xpand_dims 0factor 1eature 7s 1ft_length 1ilepath
3l_mode 5value 3ters 2nalize_state 1loat_discretized 6normalized 6rescaled 1orward_layer 1rame_length 6step
1ull_output_shape 2nction 0g_idx 1ain 2mma 5_constraint 6initializer 6regularizer 1enerator 2t_clipped_bbox
4dropout_mask 4elastic_transform_params 5ncoded_features 4initial_state 6puts 4random_transformation
5ecurrent_dropout_mask 4shifted_bbox 4transformed_x_y 4vocabulary 1o_backwards 1ptq_unpacked_column_size 1roups
0has_state 3hing_dim 1eight 6_axis 7factor 7lower 7upper 1ue_factor 0idf_weights b_const 1mag_kernel
2plementation 1nit_fn 7_arguments 2ner_loop 2put_bin_boundaries 6dim 6idf_weights 6mean 6variance 7ocabulary 5s
6_amax_history 7quantizer 7scale 2teger_categorical 8hashed 4rpolation 2vert 1s_awq_calibrated 3gptq_calibrated
0jax2tf_native_serialization_platforms 7training_false_fn gtrue_fn 0keepdims 2rnel 6_amax_history 7constraint
7initializer 7regularizer 7scale 8hape 8ize 7zero 2y_dense 5im 0l1 12 1ayer 5s 1inear_to_mel_weight_matrix
1oad_assets 2git_soft_cap 2okup_table 2ra_alpha 5embeddings_a gb 6nabled 5kernel_a cb 5rank 2wer 0mag_exp 2sk
4_token 5value 5zero 2x_freq 4number 4tokens 4value 1ean 2rge_mode 2thod 1in_freq 4power 1ode 3ule 2mentum
2ving_mean b_initializer 7stddev 7variance f_initializer 0n 1egative_slope 2w_shape 3shape 1oise_shape 2rmalize
9_weights 9d_weights 1um_bins 4chains 4discretization_bins 5ocuments 4heads 4mel_bins 4oov_indices 5ps 4tokens
0offset 1ne_hot_encoders 1ov_method 4token 1ptional 1riginal_kernel_shape 1utput_dense 8im 8type 7mode 7padding
7shape 8ize 6s_grad_amax_history dscale 0pad_to_aspect_ratio 7max_tokens 3ding 2rams 3tial_output_shape 1eriodic
1ointwise_constraint ainitializer akernel aregularizer 2ol_mode 5size 2wer_iterations 6to_db 1reprocessors
0quantization_axis dconfig 7ed_kernel 2ery_dense 0ragged 2ndom_brightness 7color_degeneration 9ntrast 7hue
7posterization 7rotation 7saturation 8harpness 9ear 7translation 3k 2te 1eal_kernel 2current_activation
aconstraint adropout ainitializer akernel aregularizer 2f_power 2norm 6_clipping 7mean 8omentum 7stddev
2set_after 6dropout_mask 6recurrent_dropout_mask 6state bs 2turn_sequences 8tate 2verse_dtype 8embeddings
i_scale jzero 1ms_scaling 0salt 2mpling_rate 2turation_factor 2ve 4_assets 1cale 4ing 2ore_mode 1eed 4_generator
2quence_length 9stride 2t_vocabulary 1hared_axes 1igma 2ngle_state 2ze 1olarization 1parse 1tate 5_size 5ful 5s
4ic_call 2ddev 2rides 4ng_categorical 7hashed 3ong_hash 1ummary 1ynchronized 0target_shape 1hreshold 9_factor
1ie_weights 2le_grid_size 1oken_counts 6document_counts 2p_db 1racked_params 8state 3nsform_bounding_boxes
aimages alabels asegmentation_masks bingle_bounding_box himage hlabel hsegmentation_mask 0unit_forget_bias 4s
2roll 1pdate_state 2per 1se_bias 4cudnn 4scale 0value_dense 7im 6range 2riable_serialization_spec 5nce 1ector_u
1ocabulary_dtype bsize 0width 5_axis 6factor 6lower 6upper 2ndow 0x_factor 0y_factor 0zero_output_for_mask
Model: 0add 0compile_from_config 7d 8_loss 9metrics 4ute_loss c_and_updates 8metrics 0distillation_loss_tracker
iweights hes 4ribute_reduction_method bstrategy 0evaluate 1xport 0fit 0get_compile_config 4layer 4metrics_result
4quantization_layer_structure 4state_tree 0history 0input_shape 5s 0jax_state_sync 1it_compile 0layers
1oad_weights 2ss 0make_predict_function 5test_function 6rain_function 1etrics_names 0nnx_operations 0operations
2timizer 1utput_names 7shape 6s 1v_compiled_model 3device 3input_shapes 0pop 1redict 7_on_batch 8step
0reset_metrics 1un_eagerly 0save 4_weights 1et_state_tree 1tateless_compute_loss 2eps_per_execution
2op_evaluating 5predicting 5training 2ruct_outputs 7params 2udent 7_loss_tracker dweight 1ummary 0teacher
2st_on_batch 5step 1o_json 2tal_loss_tracker 1rain_on_batch 6step 0unrolled_steps_per_execution
KerasTensor: 0dtype 0name 1dim 0ragged 6_rank 1ecord_history 2shape 1ow_splits_dtype 0shape 1parse 1queeze
`;
